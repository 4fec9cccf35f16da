(* The flows of Flows.v have one solution each, and a solution is its clock.

   same v             == two solutions of L' = v(L) that start together agree
   sinh_inj           == sinh takes no value twice
   keeps_sign         == a continuous function that is never 0 keeps its sign
   vote_solution      == plain policy gradient with the vote: a solution from every
                         start                                            (T10)
   gradient_log_clock == plain policy gradient with r = ln pi: a clock C whose slope
                         is (1 + cosh l) / l, as of ln l + Chi l, runs with the
                         time                                             (T10)
   gradient_log_clock_exists == there is such a clock
   gradient_probability_clock == plain policy gradient with r = pi: with y the
                         square of sinh (L/2), y exp y grows as exp (t/2) (T10)
   mirror_vote_same, ..., gradient_probability_same == uniqueness, row by row
                                                                          (T10)
   shortcut_reaches   == the shared shortcut: label accuracy is below tau from the
                         printed time on, and not before                  (T42)
   shortcut_same, shortcut_exists == it has one solution                  (T42)
   attracts, repels   == what the slope at a fixed point says of the steps there
   whitened_at_fixed  == with eps = 0 the slope at a fixed point p of the whitened
                         recursion is -(1 - 2p)/2 times the gain in log-odds
                                                                          (T46) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Slopes Flows.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition same (v : R -> R) : Prop := forall L K : R -> R,
  (forall t, is_derive L t (v (L t))) -> (forall t, is_derive K t (v (K t))) ->
  L 0 = K 0 -> forall t, L t = K t.

Lemma sinh_lt x y : x < y -> sinh x < sinh y.
Proof.
move=> lt; have := exp_increasing _ _ lt; have := @exp_increasing (- y) (- x) ltac:(lra).
by rewrite /sinh; lra.
Qed.

Lemma sinh_inj x y : sinh x = sinh y -> x = y.
Proof. by case: (Rtotal_order x y) => [/sinh_lt|[//|/sinh_lt]]; lra. Qed.

Lemma keeps_sign (f : R -> R) : (forall t, continuity_pt f t) -> (forall t, f t <> 0) ->
  0 < f 0 -> forall t, 0 < f t.
Proof.
move=> cont neq start t; apply: Rnot_le_lt => le.
have neg : f t < 0 by have := neq t; lra.
case: (Rtotal_order 0 t) => [lt|[e|gt]]; last 2 first.
- by move: neg; rewrite -e; lra.
- have [z [_ z0]] := Ranalysis5.IVT_interv f t 0 (fun u _ => cont u) gt neg start.
  exact: neq z0.
have opp_cont u : 0 <= u <= t -> continuity_pt (fun x => - f x) u.
  by move=> _; exact: continuity_pt_opp.
have [z [_ z0]] := Ranalysis5.IVT_interv (fun x => - f x) 0 t opp_cont lt ltac:(lra) ltac:(lra).
by apply: (neq z); lra.
Qed.

(* Mirror flow. *)
Theorem mirror_vote_same : same (fun=> 1).
Proof. by move=> L K L' K' start t; rewrite (mirror_clock L' t) (mirror_clock K' t) start. Qed.

Theorem mirror_log_same : same id.
Proof. by move=> L K L' K' start t; rewrite (log_clock L' t) (log_clock K' t) start. Qed.

Theorem mirror_probability_same : same (fun l => 2 * sigma l - 1).
Proof.
move=> L K L' K' start t; have : L t / 2 = K t / 2; last lra.
by apply: sinh_inj; rewrite (probability_clock L' t) (probability_clock K' t) start.
Qed.

(* Policy gradient with the vote, std-normalised and plain. *)
Theorem grpo_vote_same : same (fun l => 2 * sqrt (sigma l * (1 - sigma l))).
Proof.
move=> L K L' K' start t; have : L t / 2 = K t / 2; last lra.
by apply: sinh_inj; have := grpo_clock L' t; have := grpo_clock K' t; rewrite start; lra.
Qed.

Theorem gradient_vote_same : same (fun l => 2 * (sigma l * (1 - sigma l))).
Proof.
by move=> L K L' K' start; apply: vote_unique start; exact: vote_clock.
Qed.

Lemma sigma_in l : 0 < sigma l < 1.
Proof.
rewrite /sigma; have e_gt0 := exp_pos (- l); split; first by apply: Rinv_0_lt_compat; lra.
by rewrite -[X in _ < X]Rinv_1; apply: Rinv_lt_contravar; lra.
Qed.

Lemma variance_in l : 0 < sigma l * (1 - sigma l) <= / 4.
Proof.
have := sigma_in l; move: (sigma l) => p p_in; split; first by apply: Rmult_lt_0_compat; lra.
by have := pow2_ge_0 (p - / 2); lra.
Qed.

Theorem vote_solution (start : R) : exists L : R -> R, L 0 = start /\
  forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t)))).
Proof.
pose F l := sinh l + l - (sinh start + start).
pose v l := 2 * (sigma l * (1 - sigma l)).
have v_gt0 l : 0 < v l by have := variance_in l; rewrite /v; lra.
have F' l : is_derive F l (/ v l).
  rewrite -[/ v l]Rminus_0_r; apply: (is_derive_minus (fun l => sinh l + l) (fun=> sinh start + start)).
    exact: vote_time.
  exact: is_derive_const.
have up x y : x < y -> F x < F y by move=> lt; have := sinh_lt lt; rewrite /F; lra.
have s0 : sinh 0 = 0 by exact: sinh_0.
have low : is_lim F m_infty m_infty.
  apply/is_lim_spec => B; exists (Rmin 0 (B + (sinh start + start))) => l l_lt.
  have := Rmin_l 0 (B + (sinh start + start)); have := Rmin_r 0 (B + (sinh start + start)) => *.
  by have := @sinh_lt l 0 ltac:(lra); rewrite s0 /F; lra.
have high : is_lim F p_infty p_infty.
  apply/is_lim_spec => B; exists (Rmax 0 (B + (sinh start + start))) => l l_gt.
  have := Rmax_l 0 (B + (sinh start + start)); have := Rmax_r 0 (B + (sinh start + start)) => *.
  by have := @sinh_lt 0 l ltac:(lra); rewrite s0 /F; lra.
have [L [hit L']] := inverse_clock v_gt0 F' low high; exists L; split; last exact: L'.
have F0 : F start = 0 by rewrite /F; ring.
by have := hit 0; case: (Rtotal_order (L 0) start) => [/up|[//|/up]]; lra.
Qed.

(* Policy gradient with the log-probability. *)
Section GradientLog.

Variable L : R -> R.
Hypothesis flow : forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t))) * L t).
Hypothesis start : 0 < L 0.

Let square_derive c t : is_derive (fun u => L u * L u * exp (c * u)) t
  ((4 * (sigma (L t) * (1 - sigma (L t))) + c) * (L t * L t * exp (c * t))).
Proof.
auto_derive; first by repeat split; try (by []); eexists; exact: flow.
by rewrite (is_derive_unique (fun x => L x) t _ (flow t)); ring.
Qed.

(* L^2 exp t never falls and L^2 exp (-t) never rises. *)
Lemma log_positive t : 0 < L t.
Proof.
apply: keeps_sign => // [u|u L0]; first exact: (derive_continuity (flow u)).
have s2 : 0 < L 0 * L 0 by exact: Rmult_lt_0_compat.
case: (Rle_lt_dec 0 u) => [u_ge|u_lt].
  have := slope_ge (c := 0) u_ge (fun x _ => square_derive 1 x).
  have ge0 x : 0 < x < u -> 0 <= (4 * (sigma (L x) * (1 - sigma (L x))) + 1) * (L x * L x * exp (1 * x)).
    move=> _; apply: Rmult_le_pos; first by have := variance_in (L x); lra.
    by apply: Rmult_le_pos; [nra|left; exact: exp_pos].
  by move/(_ ge0); rewrite L0 !Rmult_0_r exp_0; lra.
have := slope_le0 (Rlt_le _ _ u_lt) (fun x _ => square_derive (-1) x).
have le0 x : u < x < 0 -> (4 * (sigma (L x) * (1 - sigma (L x))) + -1) * (L x * L x * exp (-1 * x)) <= 0.
  move=> _; have : 0 <= L x * L x * exp (-1 * x).
    by apply: Rmult_le_pos; [nra|left; exact: exp_pos].
  by have := variance_in (L x) => *; nra.
by move/(_ le0); rewrite L0 !Rmult_0_r exp_0; lra.
Qed.

Theorem gradient_log_clock (C : R -> R) :
  (forall l, 0 < l -> is_derive C l ((1 + cosh l) / l)) -> forall t, C (L t) = C (L 0) + t.
Proof.
move=> C' t; rewrite (@constant_speed (fun u => C (L u)) 1); first ring.
move=> u; have L_u := log_positive u.
have := is_derive_comp C L u _ _ (C' _ L_u) (flow u); congr is_derive.
rewrite /scal /= /mult /= sigma_var /cosh; have := exp_pos (L u); have := exp_pos (- L u).
by move: (exp (L u)) (exp (- L u)) => x y *; field; lra.
Qed.

End GradientLog.

Theorem gradient_log_clock_exists : exists C : R -> R,
  forall l, 0 < l -> is_derive C l ((1 + cosh l) / l).
Proof.
pose f x := (1 + cosh x) / x.
have cont x : 0 < x -> continuous f x.
  move=> x_gt0; apply: ex_derive_continuous; rewrite /f /cosh; auto_derive.
  by repeat split; lra.
exists (fun l => RInt f 1 l) => l l_gt0.
apply: (is_derive_RInt f (fun l => RInt f 1 l) 1); last exact: cont.
exists (mkposreal l l_gt0) => y near; have y_gt0 : 0 < y.
  by have := Rabs_def2 _ _ near; rewrite /minus /plus /opp /=; lra.
apply: RInt_correct; apply: (ex_RInt_continuous f) => z z_in; apply: cont.
by have := Rmin_pos 1 y ltac:(lra) y_gt0; lra.
Qed.

Theorem gradient_log_same (L K : R -> R) :
  (forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t))) * L t)) ->
  (forall t, is_derive K t (2 * (sigma (K t) * (1 - sigma (K t))) * K t)) ->
  0 < L 0 -> L 0 = K 0 -> forall t, L t = K t.
Proof.
move=> L' K' start same t; have [C C'] := gradient_log_clock_exists.
have start' : 0 < K 0 by rewrite -same.
have eq : C (L t) = C (K t).
  by rewrite (gradient_log_clock L' start C') (gradient_log_clock K' start' C') same.
have up x y : 0 < x -> x < y -> C x < C y.
  move=> x_gt0 lt; apply: (slope_gt lt (d := fun l => (1 + cosh l) / l)) => u u_in.
    by apply: C'; lra.
  have c_gt0 : 0 < cosh u by rewrite /cosh; have := exp_pos u; have := exp_pos (- u); lra.
  by apply: Rdiv_lt_0_compat; lra.
have L_t := log_positive L' start t; have K_t := log_positive K' start' t.
by case: (Rtotal_order (L t) (K t)) => [/(up _ _ L_t)|[//|/(up _ _ K_t)]]; lra.
Qed.

(* Policy gradient with the probability. *)
Section GradientProbability.

Variable L : R -> R.
Hypothesis flow : forall t, is_derive L t
  (2 * (sigma (L t) * (1 - sigma (L t))) * (2 * sigma (L t) - 1)).

Let y t := sinh (L t / 2) ^ 2.

Theorem gradient_probability_clock t : y t * exp (y t) = y 0 * exp (y 0) * exp (t / 2).
Proof.
have const : y t * exp (y t) * exp (- (t / 2)) = y 0 * exp (y 0) * exp (- (0 / 2)) + 0 * t.
  apply: (@constant_speed (fun u => y u * exp (y u) * exp (- (u / 2))) 0) => s.
  rewrite /y /sinh; auto_derive; first by repeat split; try (by []); eexists; exact: flow.
  rewrite (is_derive_unique (fun x => L x) s _ (flow s)) sigma_var /sigma.
  have split_exp : exp (- L s) = exp (- (L s / 2)) * exp (- (L s / 2)) by rewrite -exp_plus; congr exp; field.
  have split_exp' : exp (L s) = exp (L s / 2) * exp (L s / 2) by rewrite -exp_plus; congr exp; field.
  have -> : L s * / 2 = L s / 2 by [].
  have -> : - (s * / 2) = - (s / 2) by [].
  rewrite split_exp split_exp' [exp (- (L s / 2))]exp_Ropp.
  move: (exp (_ * (_ * 1))) (exp (- (s / 2))) => E e; have := exp_pos (L s / 2).
  by move: (exp (L s / 2)) => x x_gt0; field; split; nra.
move: const; have -> : - (0 / 2) = 0 by field.
rewrite exp_0 exp_Ropp => const; have e_gt0 := exp_pos (t / 2).
by have -> : y t * exp (y t) = y t * exp (y t) * / exp (t / 2) * exp (t / 2); [field; lra|rewrite const; ring].
Qed.

End GradientProbability.

Lemma clock_inj x y : 0 <= x -> 0 <= y -> x * exp x = y * exp y -> x = y.
Proof.
have up u v : 0 <= u -> u < v -> u * exp u < v * exp v.
  by move=> u_ge lt; have := exp_increasing _ _ lt; have := exp_pos u; nra.
move=> x_ge y_ge e; case: (Rtotal_order x y) => [/(up _ _ x_ge)|[//|/(up _ _ y_ge)]]; lra.
Qed.

Theorem gradient_probability_same (L K : R -> R) :
  (forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t))) * (2 * sigma (L t) - 1))) ->
  (forall t, is_derive K t (2 * (sigma (K t) * (1 - sigma (K t))) * (2 * sigma (K t) - 1))) ->
  0 < L 0 -> L 0 = K 0 -> forall t, L t = K t.
Proof.
move=> L' K' start same t.
have positive (J : R -> R) : (forall u, is_derive J u
    (2 * (sigma (J u) * (1 - sigma (J u))) * (2 * sigma (J u) - 1))) -> 0 < J 0 -> forall u, 0 < J u.
  move=> J' J0; apply: keeps_sign => // u; first exact: (derive_continuity (J' u)).
  move=> Ju; have := gradient_probability_clock J' u.
  rewrite Ju (_ : 0 / 2 = 0) ?sinh_0; last by field.
  have s_gt0 : 0 < sinh (J 0 / 2) by rewrite -[X in X < _]sinh_0; apply: sinh_lt; lra.
  have y_gt0 : 0 < sinh (J 0 / 2) ^ 2 by apply: pow_lt.
  have : 0 < sinh (J 0 / 2) ^ 2 * exp (sinh (J 0 / 2) ^ 2) * exp (u / 2).
    by apply: Rmult_lt_0_compat; [apply: Rmult_lt_0_compat => //|]; exact: exp_pos.
  by rewrite (_ : 0 ^ 2 = 0) ?Rmult_0_l; [lra|ring].
have L_t := positive L L' start t; have K_t : 0 < K t by apply: positive => //; rewrite -same.
have sq : sinh (L t / 2) ^ 2 = sinh (K t / 2) ^ 2.
  apply: clock_inj; [exact: pow2_ge_0|exact: pow2_ge_0|].
  by rewrite (gradient_probability_clock L' t) (gradient_probability_clock K' t) same.
have : L t / 2 = K t / 2; last lra.
have sL : 0 < sinh (L t / 2) by rewrite -[X in X < _]sinh_0; apply: sinh_lt; lra.
have sK : 0 < sinh (K t / 2) by rewrite -[X in X < _]sinh_0; apply: sinh_lt; lra.
by apply: sinh_inj; move: sq; rewrite /=; nra.
Qed.

(* The shared shortcut of T42. *)
Section Shortcut.

Variables (v s mu : R).
Hypothesis v_gt0 : 0 < v.
Hypothesis s_gt0 : 0 < s.

Let pace b := v / (1 + exp (- ((b - mu) / s))).
Let clock b := (b - s * exp ((mu - b) / s) + s * exp (mu / s)) / v.

Let pace_gt0 b : 0 < pace b.
Proof. by apply: Rdiv_lt_0_compat => //; have := exp_pos (- ((b - mu) / s)); lra. Qed.

Let clock' b : is_derive clock b (/ pace b).
Proof.
rewrite /clock /pace; auto_derive => //.
have -> : - ((b - mu) / s) = (mu + - b) * / s by field; lra.
have := exp_pos ((mu + - b) * / s); move: (exp ((mu + - b) * / s)) => x x_gt0.
by field; lra.
Qed.

Let clock_up x y : x < y -> clock x < clock y.
Proof.
move=> lt; apply: (slope_gt lt (fun u _ => clock' u)) => u _; exact: Rinv_0_lt_compat.
Qed.

Let clock0 : clock 0 = 0.
Proof. by rewrite /clock Rminus_0_r; field; lra. Qed.

Theorem shortcut_exists : exists b : R -> R, b 0 = 0 /\
  forall t, is_derive b t (v / (1 + exp (- ((b t - mu) / s)))).
Proof.
have e0 := exp_pos (mu / s).
have low : is_lim clock m_infty m_infty.
  apply/is_lim_spec => B; exists (v * B - s * exp (mu / s)) => b b_lt.
  apply: (Rmult_lt_reg_l v) => //.
  have -> : v * clock b = b - s * exp ((mu - b) / s) + s * exp (mu / s) by rewrite /clock; field; lra.
  by have := Rmult_lt_0_compat _ _ s_gt0 (exp_pos ((mu - b) / s)); lra.
have high : is_lim clock p_infty p_infty.
  apply/is_lim_spec => B; exists (Rmax 0 (v * B)) => b b_gt.
  have := Rmax_l 0 (v * B); have := Rmax_r 0 (v * B) => *.
  apply: (Rmult_lt_reg_l v) => //.
  have -> : v * clock b = b - s * exp ((mu - b) / s) + s * exp (mu / s) by rewrite /clock; field; lra.
  have : exp ((mu - b) / s) <= exp (mu / s).
    by apply: exp_mono; apply: Rmult_le_compat_r; [left; exact: Rinv_0_lt_compat|lra].
  by move=> le; have := Rmult_le_compat_l s _ _ (Rlt_le _ _ s_gt0) le; lra.
have [b [hit b']] := inverse_clock pace_gt0 clock' low high; exists b; split=> //.
by have := hit 0; have := clock0; case: (Rtotal_order (b 0) 0) => [/clock_up|[//|/clock_up]]; lra.
Qed.

Theorem shortcut_clock (b : R -> R) : b 0 = 0 ->
  (forall t, is_derive b t (v / (1 + exp (- ((b t - mu) / s))))) -> forall t, clock (b t) = t.
Proof.
by move=> start b' t; have := collapse_integral s_gt0 start b' t; rewrite /clock => ->; field; lra.
Qed.

Theorem shortcut_same (b d : R -> R) : b 0 = 0 -> d 0 = 0 ->
  (forall t, is_derive b t (v / (1 + exp (- ((b t - mu) / s))))) ->
  (forall t, is_derive d t (v / (1 + exp (- ((d t - mu) / s))))) ->
  forall t, b t = d t.
Proof.
move=> b0 d0 b' d' t; have := shortcut_clock b0 b' t; have := shortcut_clock d0 d' t.
by case: (Rtotal_order (b t) (d t)) => [/clock_up|[//|/clock_up]]; lra.
Qed.

(* The problem of margin x is right while b < x; the margins are logistic. *)
Theorem shortcut_reaches (b : R -> R) (tau t : R) : b 0 = 0 ->
  (forall t, is_derive b t (v / (1 + exp (- ((b t - mu) / s))))) -> 0 < tau < 1 ->
  let label_accuracy u := / (1 + exp (- ((mu - b u) / s))) in
  let odds := label_accuracy 0 / (1 - label_accuracy 0) in
  let odds_tau := tau / (1 - tau) in
  label_accuracy t < tau <->
  s / v * (odds + ln odds - odds_tau - ln odds_tau) < t.
Proof.
move=> start b' tau_in label_accuracy odds odds_tau.
have odds_is u : label_accuracy u / (1 - label_accuracy u) = exp ((mu - b u) / s).
  rewrite /label_accuracy exp_Ropp; have := exp_pos ((mu - b u) / s).
  by move: (exp _) => x x_gt0; field; lra.
have y_gt0 : 0 < odds_tau by apply: Rdiv_lt_0_compat; lra.
have below u : label_accuracy u < tau <-> exp ((mu - b u) / s) < odds_tau.
  rewrite /label_accuracy /odds_tau exp_Ropp; have := exp_pos ((mu - b u) / s).
  move: (exp _) => x x_gt0; have -> : / (1 + / x) = x / (1 + x) by field; lra.
  have one : x / (1 + x) * (1 + x) = x by field; lra.
  have two : tau / (1 - tau) * (1 - tau) = tau by field; lra.
  by move: one two; move: (x / (1 + x)) (tau / (1 - tau)) => p q one two; split=> lt; nra.
have time := collapse_time s_gt0 v_gt0 start b' t; rewrite /= in time.
have up x y : 0 < x -> x < y -> x + ln x < y + ln y.
  by move=> x_gt0 lt; have := ln_increasing _ _ x_gt0 lt; lra.
have factor : 0 < s / v by exact: Rdiv_lt_0_compat.
rewrite below /odds odds_is; rewrite [X in _ <-> _ < X]time; have e_gt0 := exp_pos ((mu - b t) / s).
move: (exp ((mu - b t) / s)) e_gt0 => x x_gt0; split=> lt.
  by apply: Rmult_lt_compat_l => //; have := up _ _ x_gt0 lt; lra.
have {}lt := Rmult_lt_reg_l _ _ _ factor lt; case: (Rtotal_order x odds_tau) => [//|[e|/(up _ _ y_gt0)]]; last lra.
by move: lt; rewrite e; lra.
Qed.

End Shortcut.

(* Steps near a fixed point. *)
Section FixedPoint.

Variables (h : R -> R) (p d : R).
Hypothesis fixed : h p = p.
Hypothesis h' : is_derive h p d.

Lemma near_slope (eps : R) : 0 < eps -> exists r, 0 < r /\ forall x, Rabs (x - p) < r ->
  Rabs (h x - p - d * (x - p)) <= eps * Rabs (x - p).
Proof.
move=> eps_gt0; have [[r r_gt0] /= near] := (is_derive_Reals _ _ _).1 h' eps eps_gt0.
exists r; split=> // x x_near; case: (Req_dec x p) => [->|neq].
  by rewrite fixed !Rminus_eq_0 Rmult_0_r Rminus_0_r Rabs_R0; lra.
have k_neq : x - p <> 0 by lra.
have := near (x - p) k_neq x_near; rewrite (_ : p + (x - p) = x) ?fixed; last ring.
move=> lt; have -> : h x - p - d * (x - p) = ((h x - p) / (x - p) - d) * (x - p) by field.
by rewrite Rabs_mult; apply: Rmult_le_compat_r; [exact: Rabs_pos|lra].
Qed.

Theorem attracts : Rabs d < 1 -> exists r, 0 < r /\ forall x : nat -> R,
  Rabs (x 0%N - p) < r -> (forall k, x k.+1 = h (x k)) -> is_lim_seq x p.
Proof.
move=> d_lt1; pose q := (Rabs d + 1) / 2.
have d_ge0 := Rabs_pos d.
have [r [r_gt0 near]] := @near_slope (q - Rabs d) ltac:(rewrite /q; lra).
exists r; split=> // x start run.
have step y : Rabs (y - p) < r -> Rabs (h y - p) <= q * Rabs (y - p).
  move=> y_near; have := near y y_near; have := Rabs_triang (h y - p - d * (y - p)) (d * (y - p)).
  rewrite Rabs_mult (_ : _ + _ = h y - p); last ring.
  by lra.
have shrink k : Rabs (x k - p) <= Rabs (x 0%N - p) * q ^ k.
  elim: k => [|k IH]; first by rewrite /= Rmult_1_r; exact: Rle_refl.
  have pow_in : 0 <= q ^ k <= 1.
    by split; [apply: pow_le|rewrite -[X in _ <= X](pow1 k); apply: pow_incr]; rewrite /q; lra.
  have x0 := Rabs_pos (x 0%N - p).
  have k_near : Rabs (x k - p) < r by nra.
  rewrite run /=; have := step _ k_near; have : 0 <= q by rewrite /q; lra.
  by move: (q ^ k) IH pow_in => *; nra.
apply: (lim_shrink shrink); apply: lim_geom0; rewrite Rabs_pos_eq /q; lra.
Qed.

Theorem repels : 1 < Rabs d -> exists r q, 0 < r /\ 1 < q /\ forall x,
  Rabs (x - p) < r -> q * Rabs (x - p) <= Rabs (h x - p).
Proof.
move=> d_gt1; pose q := (Rabs d + 1) / 2.
have [r [r_gt0 near]] := @near_slope (Rabs d - q) ltac:(rewrite /q; lra).
exists r, q; split=> //; split=> [|x x_near]; first by rewrite /q; lra.
have := near x x_near; have := Rabs_triang (h x - p) (- (h x - p - d * (x - p))).
rewrite Rabs_Ropp (_ : _ + _ = d * (x - p)) ?Rabs_mult; last ring.
by lra.
Qed.

End FixedPoint.

Theorem whitened_at_fixed (beta ref p : R) : 0 < beta -> 0 < ref < 1 -> 0 < p < 1 ->
  whitened beta ref 0 p = p ->
  is_derive (whitened beta ref 0) p
    (- ((1 - 2 * p) * (ln (p / (1 - p)) - ln (ref / (1 - ref))) / 2)).
Proof.
move=> beta_gt0 ref_in p_in fixed.
have v_gt0 : 0 < p * (1 - p) + 0 by rewrite Rplus_0_r; apply: Rmult_lt_0_compat; lra.
have := whitened_slope_at beta_gt0 ref_in v_gt0; rewrite fixed.
have s_gt0 : 0 < sqrt (p * (1 - p) + 0) by exact: sqrt_lt_R0.
have s2 : sqrt (p * (1 - p) + 0) * sqrt (p * (1 - p) + 0) = p * (1 - p) + 0 by apply: sqrt_sqrt; lra.
have w_gt0 : 0 < (1 - ref) / ref by apply: Rdiv_lt_0_compat; lra.
pose z := 1 / (beta * sqrt (p * (1 - p) + 0)).
have gain : ln (p / (1 - p)) - ln (ref / (1 - ref)) = z.
  have e_gt0 := exp_pos (- z); have we : 0 < (1 - ref) / ref * exp (- z) by exact: Rmult_lt_0_compat.
  have odds : p / (1 - p) = ref / (1 - ref) * exp z.
    rewrite -[in LHS]fixed /whitened -/z; have -> : exp z = / exp (- z) by rewrite -exp_Ropp Ropp_involutive.
    move: (exp (- z)) e_gt0 we => e e_gt0 we; have ? : 0 < (1 - ref) * e by apply: Rmult_lt_0_compat; lra.
    by field; lra.
  rewrite odds ln_mult ?ln_exp; [ring|apply: Rdiv_lt_0_compat; lra|exact: exp_pos].
have -> : (1 - 2 * p) * (ln (p / (1 - p)) - ln (ref / (1 - ref))) / 2
          = p * (1 - p) * (1 - 2 * p)
            / (2 * beta * ((p * (1 - p) + 0) * sqrt (p * (1 - p) + 0))).
  rewrite gain /z Rplus_0_r in v_gt0 s_gt0 s2 *; move: (sqrt _) s_gt0 s2 => S S_gt0 s2.
  by rewrite -s2; field; lra.
by [].
Qed.
