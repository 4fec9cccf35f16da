(* Every flow of T10 has a solution from every start (the last two from every
   positive one), so that what Clocks.v says of solutions is said of something.

   bounded_flow       == S' = w(S) has a solution from every start if w is continuous,
                         positive and bounded: its clock, the integral of 1/w, grows
                         without end on both sides and so has an inverse
   positive_flow      == L' = g(L) has a solution from every positive start if g(l)/l
                         is such on l > 0: take L = e^S
   logistic_arcsinh   == the probability at the log-odds 2 arcsinh x
   mirror_probability_solution, grpo_solution == the closed forms of T10's table
   gradient_log_solution, gradient_probability_solution == plain policy gradient on
                         the log-probability and on the probability       (T10) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Flows Slopes Clocks.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Bounded.

Variables (w : R -> R) (c start : R).
Hypothesis w_in : forall s, 0 < w s <= c.
Hypothesis w_cont : forall s, continuous w s.

Let clock s := RInt (fun x => / w x) start s.

Lemma inverse_cont s : continuous (fun x => / w x) s.
Proof.
apply: (continuous_comp w Rinv); first exact: w_cont.
by apply: continuous_Rinv; have := w_in s; lra.
Qed.

Lemma clock_derive s : is_derive clock s (/ w s).
Proof.
apply: (is_derive_RInt (fun x => / w x) clock start); last exact: inverse_cont.
apply: filter_forall => y; apply: RInt_correct.
by apply: (ex_RInt_continuous (fun x => / w x)) => z _; exact: inverse_cont.
Qed.

Lemma c_gt0 : 0 < / c.
Proof. by apply: Rinv_0_lt_compat; have := w_in 0; lra. Qed.

Lemma clock_far s t : s <= t -> / c * (t - s) <= clock t - clock s.
Proof.
move=> le; apply: (slope_ge le (fun u _ => clock_derive u)) => u _.
by have [w_gt0 w_le] := w_in u; apply: Rinv_le_contravar.
Qed.

Theorem bounded_flow : exists S : R -> R, S 0 = start /\ forall t, is_derive S t (w (S t)).
Proof.
have cgt0 := c_gt0; have zero : clock start = 0 by rewrite /clock RInt_point.
have scale B : / c * (c * B) = B by field; have := w_in 0; lra.
have low : is_lim clock m_infty m_infty.
  apply/is_lim_spec => B; exists (Rmin start (start + c * B)) => s s_lt.
  have := Rmin_l start (start + c * B); have := Rmin_r start (start + c * B) => *.
  have := @clock_far s start ltac:(lra); rewrite zero => far.
  by have := Rmult_lt_compat_l (/ c) (s - start) (c * B) cgt0 ltac:(lra); rewrite scale; lra.
have high : is_lim clock p_infty p_infty.
  apply/is_lim_spec => B; exists (Rmax start (start + c * B)) => s s_gt.
  have := Rmax_l start (start + c * B); have := Rmax_r start (start + c * B) => *.
  have := @clock_far start s ltac:(lra); rewrite zero => far.
  by have := Rmult_lt_compat_l (/ c) (c * B) (s - start) cgt0 ltac:(lra); rewrite scale; lra.
have w_gt0 s : 0 < w s by case: (w_in s).
have [S [hit S']] := inverse_clock w_gt0 clock_derive low high; exists S; split=> //.
have up x y : x < y -> clock x < clock y.
  move=> lt; have := @clock_far x y ltac:(lra).
  by have := Rmult_lt_0_compat _ _ cgt0 (Rlt_Rminus _ _ lt); lra.
by have := hit 0; case: (Rtotal_order (S 0) start) => [/up|[//|/up]]; lra.
Qed.

End Bounded.

Lemma positive_flow (g : R -> R) (c start : R) : 0 < start ->
  (forall l, 0 < l -> 0 < g l / l <= c) -> (forall l, 0 < l -> continuous g l) ->
  exists L : R -> R, L 0 = start /\ forall t, is_derive L t (g (L t)).
Proof.
move=> start_gt0 g_in g_cont.
have w_in s : 0 < g (exp s) / exp s <= c by apply: g_in; exact: exp_pos.
have w_cont s : continuous (fun x => g (exp x) / exp x) s.
  apply: (continuous_mult (fun x => g (exp x)) (fun x => / exp x)).
    by apply: (continuous_comp exp g); [exact: continuous_exp|apply: g_cont; exact: exp_pos].
  apply: (continuous_comp exp Rinv); first exact: continuous_exp.
  by apply: continuous_Rinv; have := exp_pos s; lra.
have [S [S0 S']] := bounded_flow (ln start) w_in w_cont.
exists (fun t => exp (S t)); split; first by rewrite S0 exp_ln.
move=> t; have := is_derive_comp exp S t _ _ (is_derive_exp (S t)) (S' t).
by have := exp_pos (S t) => e_gt0; congr is_derive; rewrite /scal /= /mult /=; field; lra.
Qed.

Lemma sigma_continuous l : continuous sigma l.
Proof.
apply: ex_derive_continuous; rewrite /sigma; auto_derive.
by have := exp_pos (- l); lra.
Qed.

Lemma variance_continuous l : continuous (fun x => 2 * (sigma x * (1 - sigma x))) l.
Proof.
apply: ex_derive_continuous; rewrite /sigma; auto_derive.
by have := exp_pos (- l); repeat split; lra.
Qed.

Theorem gradient_log_solution (start : R) : 0 < start -> exists L : R -> R, L 0 = start /\
  forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t))) * L t).
Proof.
move=> start_gt0; apply: (@positive_flow (fun l => 2 * (sigma l * (1 - sigma l)) * l) (/ 2)) => // l l_gt0.
  have -> : 2 * (sigma l * (1 - sigma l)) * l / l = 2 * (sigma l * (1 - sigma l)) by field; lra.
  by have := variance_in l; lra.
apply: (continuous_mult (fun x => 2 * (sigma x * (1 - sigma x))) id); first exact: variance_continuous.
exact: continuous_id.
Qed.

(* 2 p - 1 = tanh (l/2) is at most l/2: its slope is at most 1/2. *)
Lemma favour_le l : 0 < l -> 0 < 2 * sigma l - 1 <= / 2 * l.
Proof.
move=> l_gt0; have s' u : is_derive (fun x => 2 * sigma x - 1) u (2 * (sigma u * (1 - sigma u))).
  rewrite /sigma; have e_gt0 := exp_pos (- u); auto_derive; first lra.
  by field; lra.
have s0 : 2 * sigma 0 - 1 = 0 by rewrite /sigma Ropp_0 exp_0; field.
have [u [u_in]] := slope_mean l_gt0 (fun u _ => s' u); rewrite s0.
by have := variance_in u => v_in; nra.
Qed.

Theorem gradient_probability_solution (start : R) : 0 < start -> exists L : R -> R, L 0 = start /\
  forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t))) * (2 * sigma (L t) - 1)).
Proof.
move=> start_gt0.
apply: (@positive_flow (fun l => 2 * (sigma l * (1 - sigma l)) * (2 * sigma l - 1)) (/ 4)) => // l l_gt0.
  have v_in := variance_in l; have f_in := favour_le l_gt0; split.
    by apply: Rdiv_lt_0_compat => //; apply: Rmult_lt_0_compat; lra.
  apply: (Rmult_le_reg_r l) => //; rewrite /Rdiv Rmult_assoc Rinv_l; last lra.
  have := Rmult_le_compat (2 * (sigma l * (1 - sigma l))) (/ 2) (2 * sigma l - 1) (/ 2 * l)
    ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra).
  by lra.
apply: (continuous_mult (fun x => 2 * (sigma x * (1 - sigma x))) (fun x => 2 * sigma x - 1)).
  exact: variance_continuous.
apply: ex_derive_continuous; rewrite /sigma; auto_derive.
by have := exp_pos (- l); lra.
Qed.

Lemma cosh_arcsinh x : exp (arcsinh x) = x + sqrt (x ^ 2 + 1) /\
  exp (- arcsinh x) = sqrt (x ^ 2 + 1) - x /\ 0 < sqrt (x ^ 2 + 1).
Proof.
have s_gt0 : 0 < sqrt (x ^ 2 + 1) by apply: sqrt_lt_R0; have := pow2_ge_0 x; lra.
have sq : sqrt (x ^ 2 + 1) * sqrt (x ^ 2 + 1) = x ^ 2 + 1 by apply: sqrt_sqrt; have := pow2_ge_0 x; lra.
have pos : 0 < x + sqrt (x ^ 2 + 1).
  by move: (sqrt _) s_gt0 sq => s s_gt0 sq; case: (Rle_lt_dec 0 x) => ?; nra.
have e : exp (arcsinh x) = x + sqrt (x ^ 2 + 1) by rewrite /arcsinh exp_ln.
split=> //; split=> //; rewrite exp_Ropp e; apply: (Rmult_eq_reg_l (x + sqrt (x ^ 2 + 1))); last lra.
by rewrite Rinv_r; [ring [sq]|lra].
Qed.

Lemma two_arcsinh (x : R -> R) (dx t : R) : is_derive x t dx ->
  is_derive (fun u => 2 * arcsinh (x u)) t (2 * (dx / sqrt (x t ^ 2 + 1))).
Proof.
move=> x'; apply: is_derive_scal; have a' := (is_derive_Reals _ _ _).2 (derivable_pt_lim_arcsinh (x t)).
exact: (is_derive_comp arcsinh x t _ _ a' x').
Qed.

Lemma logistic_arcsinh (s x : R) : s * s = x ^ 2 + 1 -> 0 < s -> 0 < s - x ->
  / (1 + (s - x) * (s - x)) = (s + x) / (2 * s).
Proof.
move=> sq s_gt0 d_gt0; have den : 1 + (s - x) * (s - x) = 2 * s * (s - x) by ring [sq].
have one : (s + x) * (s - x) = 1 by ring [sq].
have inv : / (s - x) = s + x.
  by apply: (Rmult_eq_reg_r (s - x)); [rewrite Rinv_l ?one; lra|lra].
have -> : / (1 + (s - x) * (s - x)) = / (s - x) / (2 * s) by rewrite den; field; lra.
by rewrite inv.
Qed.

(* sinh (L / 2) = sinh (L_0 / 2) e^(t/2). *)
Theorem mirror_probability_solution (start : R) : exists L : R -> R, L 0 = start /\
  forall t, is_derive L t (2 * sigma (L t) - 1).
Proof.
exists (fun t => 2 * arcsinh (sinh (start / 2) * exp (t / 2))); split.
  by rewrite (_ : 0 / 2 = 0) ?exp_0 ?Rmult_1_r ?arcsinh_sinh; field.
move=> t; have x' : is_derive (fun u => sinh (start / 2) * exp (u / 2)) t (sinh (start / 2) * exp (t / 2) / 2).
  by auto_derive => //; rewrite /Rdiv; ring.
have := two_arcsinh x'; move: (sinh (start / 2) * exp (t / 2)) => x; have [ep [em s_gt0]] := cosh_arcsinh x.
rewrite /sigma; have -> : - (2 * arcsinh x) = - arcsinh x + - arcsinh x by ring.
rewrite exp_plus em; have d_gt0 := exp_pos (- arcsinh x); rewrite em in d_gt0.
have sq : sqrt (x ^ 2 + 1) * sqrt (x ^ 2 + 1) = x ^ 2 + 1.
  by apply: sqrt_sqrt; have := pow2_ge_0 x; lra.
rewrite logistic_arcsinh //; move: (sqrt (x ^ 2 + 1)) s_gt0 => s s_gt0.
by have -> : 2 * ((s + x) / (2 * s)) - 1 = 2 * (x / 2 / s) by field; lra.
Qed.

(* 2 sinh (L / 2) = 2 sinh (L_0 / 2) + t. *)
Theorem grpo_solution (start : R) : exists L : R -> R, L 0 = start /\
  forall t, is_derive L t (2 * sqrt (sigma (L t) * (1 - sigma (L t)))).
Proof.
exists (fun t => 2 * arcsinh (sinh (start / 2) + t / 2)); split.
  by rewrite (_ : sinh (start / 2) + 0 / 2 = sinh (start / 2)) ?arcsinh_sinh; field.
move=> t; have x' : is_derive (fun u => sinh (start / 2) + u / 2) t (/ 2).
  by auto_derive => //; rewrite /Rdiv; ring.
have := two_arcsinh x'; move: (sinh (start / 2) + t / 2) => x; have [ep [em s_gt0]] := cosh_arcsinh x.
rewrite /sigma; have -> : - (2 * arcsinh x) = - arcsinh x + - arcsinh x by ring.
rewrite exp_plus em; have d_gt0 := exp_pos (- arcsinh x); rewrite em in d_gt0.
have sq : sqrt (x ^ 2 + 1) * sqrt (x ^ 2 + 1) = x ^ 2 + 1.
  by apply: sqrt_sqrt; have := pow2_ge_0 x; lra.
rewrite logistic_arcsinh //; move: (sqrt (x ^ 2 + 1)) sq s_gt0 d_gt0 => s sq s_gt0 d_gt0.
have -> : (s + x) / (2 * s) * (1 - (s + x) / (2 * s)) = (/ 2 / s) * (/ 2 / s).
  have -> : (s + x) / (2 * s) * (1 - (s + x) / (2 * s)) = (s * s - x ^ 2) / (4 * (s * s)) by field; lra.
  have -> : s * s - x ^ 2 = 1 by lra.
  by field; lra.
by rewrite sqrt_square //; apply: Rlt_le; apply: Rdiv_lt_0_compat; lra.
Qed.
