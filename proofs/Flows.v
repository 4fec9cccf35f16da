(* The clocks of the flows, as facts about real functions of time.

   L t is the log-odds of the favoured one of two answers, V its speed.

   constant_speed     == a function whose derivative is v moves by v t
   sigma              == the logistic function
   mirror_clock, vote_clock, grpo_clock, log_clock, probability_clock == along
                         a solution of the flow the printed quantity moves by t
                                                                         (T10)
   vote_unique        == a clock determines the function, here the vote's (T10)
   vote_time          == the slope of the vote's clock is one over the speed (T10)
   invariant          == softmax policy gradient with the vote: exp(-a) - exp(-b)
                         is conserved between two rewarded answers       (T12)
   push_sign_probability, push_sign_mean == the two signs of length collapse
                                                                         (T25)
   collapse_integral  == the first integral of the shared shortcut       (T42)
   collapse_time      == and the time at which label odds reach y        (T42)
   shortcut_time      == that time's slope is one over the shortcut's speed (T42)
   whitened_slope     == the derivative of the whitened recursion        (T46)
   whitened_above     == its values, hence its fixed points, lie above the
                         reference                                       (T46)
   two_accuracy_slope == the slope of a two-problem population's accuracy (T36)
   two_peak           == it is positive before the printed time, negative after
                                                                         (T36)
   two_peak_exists, grpo_exists, growth_exists, rest_exists, line_exists == solutions of the
                         flows of the clocks, and of T12's two logits     *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat.
From Coquelicot Require Import Coquelicot.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

(* A function whose derivative is v at every time moves by v t. *)
Lemma constant_speed (F : R -> R) (v : R) :
  (forall t, is_derive F t v) -> forall t, F t = F 0 + v * t.
Proof.
move=> F'; suff zero t : F t - v * t = F 0 - v * 0 by move=> t; have := zero t; lra.
have G' s : is_derive (fun u => F u - v * u) s 0.
  have -> : 0 = minus v v by rewrite /minus /plus /opp /=; ring.
  apply: (is_derive_minus F (fun u => v * u)); first exact: F'.
  by auto_derive => //; ring.
have [c [_ e]] := MVT_gen (fun u => F u - v * u) 0 t (fun=> 0) (fun s _ => G' s)
  (fun s _ => (continuity_pt_filterlim _ s).2 (ex_derive_continuous _ s (ex_intro _ 0 (G' s)))).
by move: e; rewrite Rmult_0_l; lra.
Qed.

Definition sigma (L : R) : R := / (1 + exp (- L)).

Lemma sigma_var L : sigma L * (1 - sigma L) = / (2 + exp L + exp (- L)).
Proof.
rewrite /sigma exp_Ropp; have := exp_pos L; move: (exp L) => x x_gt0.
by field; split; nra.
Qed.

Section Clocks.

Variable L : R -> R.

Theorem mirror_clock :
  (forall t, is_derive L t 1) -> forall t, L t = L 0 + t.
Proof. by move=> flow t; rewrite (constant_speed flow t); ring. Qed.

Theorem vote_clock :
  (forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t))))) ->
  forall t, sinh (L t) + L t = sinh (L 0) + L 0 + t.
Proof.
move=> flow t; rewrite (@constant_speed (fun u => sinh (L u) + L u) 1); first ring.
move=> s; rewrite /sinh; auto_derive; first by repeat split; try (by []); eexists; exact: flow.
rewrite (is_derive_unique (fun x => L x) s _ (flow s)) sigma_var.
have := exp_pos (L s); have := exp_pos (- L s); move: (exp (L s)) (exp (- L s)) => x y *.
by field; lra.
Qed.

Theorem grpo_clock :
  (forall t, is_derive L t (2 * sqrt (sigma (L t) * (1 - sigma (L t))))) ->
  forall t, 2 * sinh (L t / 2) = 2 * sinh (L 0 / 2) + t.
Proof.
move=> flow t; rewrite (@constant_speed (fun u => 2 * sinh (L u / 2)) 1); first ring.
move=> s; rewrite /sinh; auto_derive; first by repeat split; try (by []); eexists; exact: flow.
rewrite (is_derive_unique (fun x => L x) s _ (flow s)) sigma_var.
have -> : sqrt (/ (2 + exp (L s) + exp (- L s))) = / (exp (L s / 2) + exp (- (L s / 2))).
  have e : exp (L s / 2) * exp (- (L s / 2)) = 1 by rewrite exp_Ropp; field; have := exp_pos (L s / 2); lra.
  have x2 : exp (L s) = exp (L s / 2) * exp (L s / 2) by rewrite -exp_plus; congr exp; field.
  have y2 : exp (- L s) = exp (- (L s / 2)) * exp (- (L s / 2)) by rewrite -exp_plus; congr exp; field.
  have := exp_pos (L s / 2); have := exp_pos (- (L s / 2)); move: e.
  rewrite x2 y2; move: (exp (L s / 2)) (exp (- (L s / 2))) => x y e y_gt0 x_gt0.
  have -> : 2 + x * x + y * y = (x + y) * (x + y) by nra.
  rewrite Rinv_mult sqrt_square //; left; apply: Rinv_0_lt_compat; lra.
have := exp_pos (L s / 2); have := exp_pos (- (L s / 2)).
move: (exp (L s / 2)) (exp (- (L s / 2))) => x y *.
by field; lra.
Qed.

Theorem log_clock :
  (forall t, is_derive L t (L t)) -> forall t, L t = L 0 * exp t.
Proof.
move=> flow t; have const : L t * exp (- t) = L 0 * exp (- 0) + 0 * t.
  apply: (@constant_speed (fun u => L u * exp (- u)) 0) => s.
  auto_derive; first by repeat split; try (by []); eexists; exact: flow.
  by rewrite (is_derive_unique (fun x => L x) s _ (flow s)); ring.
move: const; rewrite Ropp_0 exp_0 exp_Ropp => const.
have e_gt0 := exp_pos t; rewrite -(Rmult_1_r (L t)) -(Rinv_l (exp t)); last lra.
by rewrite [/ _ * _]Rmult_comm -Rmult_assoc Rmult_comm -Rmult_assoc [/ exp t * _]Rmult_comm const; ring.
Qed.

(* The speed 2 p - 1 is tanh (L / 2). *)
Theorem probability_clock :
  (forall t, is_derive L t (2 * sigma (L t) - 1)) ->
  forall t, sinh (L t / 2) = sinh (L 0 / 2) * exp (t / 2).
Proof.
move=> flow t; have const : sinh (L t / 2) * exp (- (t / 2)) = sinh (L 0 / 2) * exp (- (0 / 2)) + 0 * t.
  apply: (@constant_speed (fun u => sinh (L u / 2) * exp (- (u / 2))) 0) => s.
  rewrite /sinh; auto_derive; first by repeat split; try (by []); eexists; exact: flow.
  rewrite (is_derive_unique (fun x => L x) s _ (flow s)) /sigma.
  have y2 : exp (- L s) = exp (- (L s / 2)) * exp (- (L s / 2)) by rewrite -exp_plus; congr exp; field.
  rewrite y2 [exp (- (L s / 2))]exp_Ropp.
  have := exp_pos (L s / 2); move: (exp (L s / 2)) (exp (- (s / 2))) => x e x_gt0.
  by field; split; nra.
move: const; have -> : - (0 / 2) = 0 by field.
rewrite exp_0 exp_Ropp => const; have e_gt0 := exp_pos (t / 2).
have : sinh (L t / 2) * / exp (t / 2) * exp (t / 2) = sinh (L 0 / 2) * exp (t / 2) by rewrite const; ring.
by rewrite Rmult_assoc Rinv_l; lra.
Qed.

End Clocks.

(* A clock determines the function. *)
Theorem vote_unique (L K : R -> R) :
  (forall t, sinh (L t) + L t = sinh (L 0) + L 0 + t) ->
  (forall t, sinh (K t) + K t = sinh (K 0) + K 0 + t) ->
  L 0 = K 0 -> forall t, L t = K t.
Proof.
move=> clockL clockK start t.
have same : sinh (L t) + L t = sinh (K t) + K t by rewrite clockL clockK start.
case: (Rtotal_order (L t) (K t)) => [lt|[//|gt]]; exfalso.
- have up := exp_increasing _ _ lt; have down : exp (- K t) < exp (- L t) by apply: exp_increasing; lra.
  by move: same; rewrite /sinh; lra.
- have up := exp_increasing _ _ gt; have down : exp (- L t) < exp (- K t) by apply: exp_increasing; lra.
  by move: same; rewrite /sinh; lra.
Qed.

(* Two rewarded logits; speed t is (1 - p) / Z, common to them. *)
Theorem invariant (a b speed : R -> R) :
  (forall t, is_derive a t (exp (a t) * speed t)) ->
  (forall t, is_derive b t (exp (b t) * speed t)) ->
  forall t, exp (- a t) - exp (- b t) = exp (- a 0) - exp (- b 0).
Proof.
move=> a' b' t; rewrite (@constant_speed (fun u => exp (- a u) - exp (- b u)) 0); first ring.
move=> s; auto_derive; first by repeat split; try (by []); eexists; [exact: a'|exact: b'].
rewrite (is_derive_unique (fun x => a x) s _ (a' s)) (is_derive_unique (fun x => b x) s _ (b' s)).
rewrite !exp_Ropp; have := exp_pos (a s); have := exp_pos (b s).
by move: (exp (a s)) (exp (b s)) => x y *; field; lra.
Qed.

Theorem push_sign_probability f : 0 < f < 1 -> - (f * (1 - f) / (1 + f) ^ 2) < 0.
Proof.
move=> f01; suff : 0 < f * (1 - f) / (1 + f) ^ 2 by lra.
by apply: Rdiv_lt_0_compat; nra.
Qed.

Theorem push_sign_mean f : 0 < f < 1 ->
  let push := (1 - f) * ln (f / (1 - f)) * (- ln (1 - f) / f - 1) in
  (/ 2 < f -> 0 < push) /\ (f = / 2 -> push = 0) /\ (f < / 2 -> push < 0).
Proof.
move=> f01 push; have gap : 0 < - ln (1 - f) / f - 1.
  have neq : ln (1 - f) <> 0.
    by move=> z; have := exp_ln (1 - f) ltac:(lra); rewrite z exp_0; lra.
  have := exp_ineq1 _ neq; rewrite exp_ln; last lra.
  move=> lt; apply: (Rmult_lt_reg_r f); first lra.
  have -> : (- ln (1 - f) / f - 1) * f = - ln (1 - f) - f by field; lra.
  by lra.
have den : 0 < 1 - f by lra.
have ratio : f / (1 - f) * (1 - f) = f by field; lra.
have ratio_gt0 : 0 < f / (1 - f) by apply: Rdiv_lt_0_compat; lra.
rewrite /push; split; [|split] => f_vs.
- have : 0 < ln (f / (1 - f)) by rewrite -ln_1; apply: ln_increasing; nra.
  by move=> ?; apply: Rmult_lt_0_compat => //; apply: Rmult_lt_0_compat.
- have -> : f / (1 - f) = 1 by rewrite f_vs; field.
  by rewrite ln_1; ring.
- have neg : ln (f / (1 - f)) < 0 by rewrite -ln_1; apply: ln_increasing; nra.
  have : (1 - f) * ln (f / (1 - f)) < 0 by nra.
  by nra.
Qed.

Section Collapse.

Variables (b : R -> R) (v s mu : R).
Hypothesis s_gt0 : 0 < s.
Hypothesis v_gt0 : 0 < v.
Hypothesis b_start : b 0 = 0.
Hypothesis b_flow : forall t, is_derive b t (v / (1 + exp (- ((b t - mu) / s)))).

Theorem collapse_integral t :
  b t - s * exp ((mu - b t) / s) = v * t - s * exp (mu / s).
Proof.
rewrite (@constant_speed (fun u => b u - s * exp ((mu - b u) / s)) v).
  by rewrite b_start Rminus_0_r; ring.
move=> u; auto_derive; first by repeat split; try (by []); eexists; exact: b_flow.
rewrite (is_derive_unique (fun x => b x) u _ (b_flow u)).
have -> : - ((b u - mu) / s) = (mu + - b u) * / s by field; lra.
have := exp_pos ((mu + - b u) * / s); move: (exp _) => x x_gt0.
by field; lra.
Qed.

(* The odds of label accuracy are exp((mu - b) / s): o at the start, y at t. *)
Theorem collapse_time t :
  let odds u := exp ((mu - b u) / s) in
  t = s / v * (odds 0 + ln (odds 0) - odds t - ln (odds t)).
Proof.
move=> odds; have := collapse_integral t.
rewrite /odds !ln_exp b_start Rminus_0_r; move: (exp (mu / s)) (exp _) => o y e.
have -> : o + mu / s - y - (mu - b t) / s = (b t - s * y + s * o) / s by field; lra.
by rewrite e; field; lra.
Qed.

End Collapse.

Section Whitened.

Variables (beta ref eps : R).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis ref_in01 : 0 < ref < 1.
Hypothesis eps_gt0 : 0 < eps.

Definition whitened (p : R) : R :=
  / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p * (1 - p) + eps))))).

Theorem whitened_above p : 0 <= p <= 1 -> ref < whitened p.
Proof.
move=> p01; have v_gt0 : 0 < p * (1 - p) + eps by nra.
have s_gt0 : 0 < sqrt (p * (1 - p) + eps) by apply: sqrt_lt_R0.
have e_lt1 : exp (- (1 / (beta * sqrt (p * (1 - p) + eps)))) < 1.
  rewrite -[X in _ < X]exp_0; apply: exp_increasing.
  have : 0 < 1 / (beta * sqrt (p * (1 - p) + eps)).
    by apply: Rdiv_lt_0_compat; [lra|apply: Rmult_lt_0_compat].
  by lra.
have w_gt0 : 0 < (1 - ref) / ref by apply: Rdiv_lt_0_compat; lra.
have w_ref : 1 + (1 - ref) / ref = / ref by field; lra.
rewrite /whitened; have := exp_pos (- (1 / (beta * sqrt (p * (1 - p) + eps)))).
move: (exp _) e_lt1 => e e_lt1 e_gt0; rewrite -[X in X < _]Rinv_inv -w_ref.
have we_gt0 : 0 < (1 - ref) / ref * e by apply: Rmult_lt_0_compat.
by apply: Rinv_lt_contravar; nra.
Qed.

Lemma whitened_slope_at p : 0 < p * (1 - p) + eps ->
  is_derive whitened p
    (- (whitened p * (1 - whitened p) * (1 - 2 * p)
        / (2 * beta * ((p * (1 - p) + eps) * sqrt (p * (1 - p) + eps))))).
Proof.
move=> v_gt0; have s_gt0 : 0 < sqrt (p * (1 - p) + eps) by apply: sqrt_lt_R0.
have s2 : sqrt (p * (1 - p) + eps) * sqrt (p * (1 - p) + eps) = p * (1 - p) + eps.
  by apply: sqrt_sqrt; lra.
have w_gt0 : 0 < (1 - ref) / ref by apply: Rdiv_lt_0_compat; lra.
rewrite /whitened; move: ((1 - ref) / ref) w_gt0 => w w_gt0.
have we_gt0 x : 0 < w * exp x by apply: Rmult_lt_0_compat => //; exact: exp_pos.
auto_derive; change (1 + - p) with (1 - p).
  split=> //; split; first by apply: Rgt_not_eq; apply: Rmult_lt_0_compat.
  by split=> //; apply: Rgt_not_eq; have := we_gt0 (- (1 * / (beta * sqrt (p * (1 - p) + eps)))); lra.
have -> : 1 * / (beta * sqrt (p * (1 - p) + eps)) = 1 / (beta * sqrt (p * (1 - p) + eps)) by [].
have E_gt0 := exp_pos (- (1 / (beta * sqrt (p * (1 - p) + eps)))).
move: (exp _) E_gt0 => e e_gt0.
have den : 0 < w * e by apply: Rmult_lt_0_compat.
move: (sqrt _) s_gt0 s2 => S S_gt0 s2; rewrite -s2.
by field; lra.
Qed.

Theorem whitened_slope p : 0 <= p <= 1 ->
  is_derive whitened p
    (- (whitened p * (1 - whitened p) * (1 - 2 * p)
        / (2 * beta * ((p * (1 - p) + eps) * sqrt (p * (1 - p) + eps))))).
Proof. by move=> p01; apply: whitened_slope_at; nra. Qed.

End Whitened.

(* Time as a function of the place: its slope is one over the speed. *)
Theorem vote_time (L : R) :
  is_derive (fun l => sinh l + l) L (/ (2 * (sigma L * (1 - sigma L)))).
Proof.
rewrite sigma_var /sinh; auto_derive => //.
have := exp_pos L; have := exp_pos (- L); move: (exp L) (exp (- L)) => x y *.
by field; lra.
Qed.

Theorem shortcut_time (v s mu b : R) : 0 < s -> 0 < v ->
  let odds b := exp ((mu - b) / s) in
  is_derive (fun b => s / v * (odds 0 + ln (odds 0) - odds b - ln (odds b))) b
            (/ (v / (1 + exp (- ((b - mu) / s))))).
Proof.
move=> s_gt0 v_gt0 odds.
apply: (is_derive_ext (fun b => s / v * (odds 0 + ln (odds 0) - odds b - (mu - b) / s))).
  by move=> u; rewrite /odds !ln_exp.
rewrite /odds; auto_derive => //.
have -> : - ((b - mu) / s) = (mu + - b) * / s by field; lra.
have := exp_pos ((mu + - b) * / s); move: (exp ((mu + - b) * / s)) => x x_gt0.
by field; lra.
Qed.

Example grpo_exists : exists L : R -> R,
  forall t, is_derive L t (2 * sqrt (sigma (L t) * (1 - sigma (L t)))).
Proof.
exists (fun t => 2 * ln (t / 2 + sqrt (t * t / 4 + 1))) => t.
have S_gt0 : 0 < sqrt (t * t / 4 + 1) by apply: sqrt_lt_R0; nra.
have S2 : sqrt (t * t / 4 + 1) * sqrt (t * t / 4 + 1) = t * t / 4 + 1 by apply: sqrt_sqrt; nra.
have z_gt0 : 0 < t / 2 + sqrt (t * t / 4 + 1) by nra.
have sq x : 0 < x -> exp (2 * ln x) = x * x.
  by move=> x_gt0; rewrite (_ : 2 * ln x = ln x + ln x) ?exp_plus ?exp_ln //; ring.
rewrite sigma_var exp_Ropp sq //.
have -> : sqrt (/ (2 + (t / 2 + sqrt (t * t / 4 + 1)) * (t / 2 + sqrt (t * t / 4 + 1))
   + / ((t / 2 + sqrt (t * t / 4 + 1)) * (t / 2 + sqrt (t * t / 4 + 1)))))
   = / (2 * sqrt (t * t / 4 + 1)).
  rewrite -[RHS]sqrt_square; last by left; apply: Rinv_0_lt_compat; lra.
  congr sqrt; rewrite -Rinv_mult; congr (/ _).
  move: (sqrt _) S_gt0 S2 z_gt0 => S S_gt0 S2 z_gt0.
  have -> : / ((t / 2 + S) * (t / 2 + S)) = (S - t / 2) * (S - t / 2).
    have inv : (t / 2 + S) * (S - t / 2) = 1 by nra.
    rewrite -[RHS]Rmult_1_r -(Rinv_r ((t / 2 + S) * (t / 2 + S))); last by nra.
    have -> : forall u, (S - t / 2) * (S - t / 2) * ((t / 2 + S) * (t / 2 + S) * u)
              = ((t / 2 + S) * (S - t / 2)) * ((t / 2 + S) * (S - t / 2)) * u by move=> u; ring.
    by rewrite inv; ring.
  by nra.
auto_derive; first by split; [nra|split].
have -> : t * t * / 4 + 1 = t * t / 4 + 1 by [].
have -> : t * / 2 = t / 2 by [].
move: (sqrt _) S_gt0 S2 z_gt0 => S S_gt0 S2 z_gt0.
by field; lra.
Qed.

Example line_exists : exists a : R -> R, is_derive a 0 1 /\
  (forall t, is_derive a t 1) /\ (forall t, is_derive a t (exp (a t) * exp (- t))).
Proof.
exists id; split; [|split] => [|t|t]; auto_derive => //.
by rewrite /id -exp_plus Rplus_opp_r exp_0.
Qed.

Example growth_exists : exists L : R -> R, forall t, is_derive L t (L t).
Proof. by exists exp => t; auto_derive => //; ring. Qed.

Example rest_exists : exists L : R -> R, forall t, is_derive L t (2 * sigma (L t) - 1).
Proof.
exists (fun=> 0) => t; auto_derive => //.
by rewrite /sigma Ropp_0 exp_0; field.
Qed.

(* Two problems with two answers, v t after the start: weight a on a right
   majority with log-odds l, weight b on a wrong one with log-odds m. *)
Section TwoAtoms.

Variables (a b l m v : R).
Hypothesis a_gt0 : 0 < a.
Hypothesis b_gt0 : 0 < b.
Hypothesis v_gt0 : 0 < v.

Definition two_accuracy (t : R) : R :=
  a * / (1 + exp (- (l + v * t))) + b * (1 - / (1 + exp (- (m + v * t)))).

Definition two_slope (t : R) : R :=
  v * (a * exp (- (l + v * t)) / (1 + exp (- (l + v * t))) ^ 2
       - b * exp (- (m + v * t)) / (1 + exp (- (m + v * t))) ^ 2).

Lemma two_accuracy_slope t : is_derive two_accuracy t (two_slope t).
Proof.
have e1 := exp_pos (- (l + v * t)); have e2 := exp_pos (- (m + v * t)).
rewrite /two_accuracy /two_slope; auto_derive; first by repeat split; apply: Rgt_not_eq; lra.
by field; lra.
Qed.

Let A := sqrt (a * exp (- l)).
Let B := sqrt (b * exp (- m)).
Let u := exp (- l).
Let w := exp (- m).

Theorem two_peak : A < B -> B * (1 + u) < A * (1 + w) ->
  let peak := 1 / v * ln ((A * w - B * u) / (B - A)) in
  0 < peak /\
  (forall t, t < peak -> 0 < two_slope t) /\ two_slope peak = 0 /\
  (forall t, peak < t -> two_slope t < 0).
Proof.
move=> late early peak.
have u_gt0 : 0 < u by exact: exp_pos.
have w_gt0 : 0 < w by exact: exp_pos.
have A2 : A * A = a * u by apply: sqrt_sqrt; left; exact: Rmult_lt_0_compat.
have B2 : B * B = b * w by apply: sqrt_sqrt; left; exact: Rmult_lt_0_compat.
have A_gt0 : 0 < A by apply: sqrt_lt_R0; exact: Rmult_lt_0_compat.
have B_gt0 : 0 < B by lra.
pose q := (A * w - B * u) / (B - A).
have q_gt1 : 1 < q.
  apply: (Rmult_lt_reg_r (B - A)); first lra.
  have -> : q * (B - A) = A * w - B * u by rewrite /q; field; lra.
  by lra.
have peak_q : exp (v * peak) = q.
  have -> : v * peak = ln q by rewrite /peak -/q; field; lra.
  by rewrite exp_ln; lra.
have split_exp c t : exp (- (c + v * t)) = exp (- c) * / exp (v * t).
  by rewrite -exp_Ropp -exp_plus; congr exp; ring.
have slope t : two_slope t = v * / exp (v * t) * (B - A) / exp (v * t) * (q - exp (v * t))
    * (A * (1 + w * / exp (v * t)) + B * (1 + u * / exp (v * t)))
    / ((1 + u * / exp (v * t)) ^ 2 * (1 + w * / exp (v * t)) ^ 2).
  rewrite /two_slope !split_exp -/u -/w -!Rmult_assoc -A2 -B2 /q.
  have := exp_pos (v * t); move: (exp (v * t)) => x x_gt0.
  have ux : 0 < u * / x by apply: Rmult_lt_0_compat => //; exact: Rinv_0_lt_compat.
  have wx : 0 < w * / x by apply: Rmult_lt_0_compat => //; exact: Rinv_0_lt_compat.
  by field; repeat split; nra.
have factor t : exists c, 0 < c /\ two_slope t = c * (q - exp (v * t)).
  have := exp_pos (v * t); rewrite slope; move: (exp (v * t)) => x x_gt0.
  have y_gt0 : 0 < / x by exact: Rinv_0_lt_compat.
  have ux : 0 < u * / x by apply: Rmult_lt_0_compat.
  have wx : 0 < w * / x by apply: Rmult_lt_0_compat.
  exists (v * / x * (B - A) / x * (A * (1 + w * / x) + B * (1 + u * / x))
    / ((1 + u * / x) ^ 2 * (1 + w * / x) ^ 2)); split; last by rewrite /Rdiv; ring.
  apply: Rdiv_lt_0_compat; last by apply: Rmult_lt_0_compat; apply: pow_lt; lra.
  apply: Rmult_lt_0_compat; last by nra.
  apply: Rdiv_lt_0_compat => //; apply: Rmult_lt_0_compat; last lra.
  exact: Rmult_lt_0_compat.
split; first by rewrite /peak -/q; apply: Rmult_lt_0_compat;
  [apply: Rdiv_lt_0_compat; lra|rewrite -ln_1; apply: ln_increasing; lra].
split; [|split] => [t lt||t gt].
- have [c [c_gt0 ->]] := factor t; apply: Rmult_lt_0_compat => //.
  have : exp (v * t) < exp (v * peak) by apply: exp_increasing; apply: Rmult_lt_compat_l.
  by rewrite peak_q; lra.
- by have [c [_ ->]] := factor peak; rewrite peak_q; ring.
- have [c [c_gt0 ->]] := factor t.
  have : exp (v * peak) < exp (v * t) by apply: exp_increasing; apply: Rmult_lt_compat_l.
  by rewrite peak_q; nra.
Qed.

End TwoAtoms.

Example two_peak_exists : exists a b l m : R, 0 < a /\ 0 < b /\
  sqrt (a * exp (- l)) < sqrt (b * exp (- m)) /\
  sqrt (b * exp (- m)) * (1 + exp (- l)) < sqrt (a * exp (- l)) * (1 + exp (- m)).
Proof.
exists (7 / 10), (3 / 10), (ln 3), (ln (21 / 19)).
rewrite !exp_Ropp !exp_ln; try lra.
have A_gt : 48 / 100 < sqrt (7 / 10 * / 3).
  by rewrite -(sqrt_square (48 / 100)); [apply: sqrt_lt_1; lra|lra].
have B_lt : sqrt (3 / 10 * / (21 / 19)) < 53 / 100.
  rewrite -(sqrt_square (53 / 100)); last lra.
  by apply: sqrt_lt_1; have : / (21 / 19) = 19 / 21 by [field]; lra.
split; first lra.
split; first lra.
have inv : / (21 / 19) = 19 / 21 by field.
split; first by apply: sqrt_lt_1; rewrite ?inv; lra.
by rewrite inv in B_lt *; lra.
Qed.
