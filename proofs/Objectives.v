(* What the objectives and their gradients are, beyond the exact step.

   prox_identity      == the objective with one KL term to the reference and one to
                         the present policy, in closed form: its one maximiser is
                         the step that T8b takes                            (T8b)
   any_transform      == with any function psi in place of exp, every reward
                         psi (v y), v between the logarithms of the least and the
                         largest probability, is psi (- H(q_y, pi))         (T24)
   bounded_reward     == so one increasing psi serves every reward in [0, 1]  (T24)
   order_kept         == rewards that rise with the policy keep its order
   calibrated_never_falls == and then accuracy never falls if correctness rises
                         with the initial policy                           (T37)
   moving_reward      == d/dt E r = the stop-gradient field's speed + E dr/dt (T16d)
   probability_field  == for r = pi that field is half the gradient of sum pi^2
                                                                          (T16b)
   length_field       == for r = c ln pi it is that of E r less that of E c (T16c)
   label_field        == for r = 1[a = m] it is that of pi m               (T16e)
   gradient_step_beyond == a policy-gradient step goes beyond the exact one if and
                         only if 2 eta p (1 - p) > 1/beta                  (T7b) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy FixedReference Gibbs Comonotone Order Entropy Gradient.
From Sharpening Require Import Odds Slopes.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Proximal.

Variables (A : finType) (beta gamma : R) (ref pi r q : A -> R) (a0 : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis gamma_gt0 : 0 < gamma.
Hypothesis ref_policy : policy ref.
Hypothesis pi_policy : policy pi.
Hypothesis q_distribution : distribution q.

Let weight := prox_weight beta ref gamma r pi.
Let best := prox_step beta ref gamma r pi.

Lemma weight_sum_gt0 : 0 < \sum_(b : A) weight b.
Proof. by apply: (sum_gt0 (b := a0)) => // b _; exact: exp_pos. Qed.

Lemma best_policy : policy best.
Proof.
have Z_gt0 := weight_sum_gt0; split=> [a|].
  by apply: Rdiv_lt_0_compat => //; exact: exp_pos.
by rewrite /best /prox_step -sum_divr /Rdiv Rinv_r //; rewrite -/weight; lra.
Qed.

(* ln weight is (beta ln ref + gamma ln pi + r) / (beta + gamma). *)
Theorem prox_identity :
  expect q r - beta * KL q ref - gamma * KL q pi
  = (beta + gamma) * ln (\sum_(b : A) weight b) - (beta + gamma) * KL q best.
Proof.
have Z_gt0 := weight_sum_gt0; rewrite /best /prox_step -/weight.
have w_gt0 a : 0 < weight a by exact: exp_pos.
have lnw a : ln (weight a) = (beta * ln (ref a) + gamma * ln (pi a) + r a) / (beta + gamma) by exact: ln_exp.
move: (\sum_(b : A) weight b) Z_gt0 => Z Z_gt0.
have [ref_gt0 _] := ref_policy; have [pi_gt0 _] := pi_policy; have [q_ge0 q_sum1] := q_distribution.
have -> : (beta + gamma) * ln Z = \sum_(a : A) q a * ((beta + gamma) * ln Z).
  by rewrite -sum_distrl q_sum1 Rmult_1_l.
rewrite /expect /KL !sum_distrr -!sum_sub; apply: eq_bigr => a _.
case: (q_ge0 a) => [q_gt0|<-]; last by rewrite !Rmult_0_l; ring.
rewrite !ln_div //; last exact: Rdiv_lt_0_compat.
by rewrite lnw; field; lra.
Qed.

Theorem prox_max :
  let value := (beta + gamma) * ln (\sum_(b : A) weight b) in
  expect q r - beta * KL q ref - gamma * KL q pi <= value /\
  (expect q r - beta * KL q ref - gamma * KL q pi = value <-> forall a, q a = best a).
Proof.
move=> value; rewrite prox_identity -/value; have := KL_ge0 q_distribution best_policy.
rewrite -(KL_eq0 q_distribution best_policy); move: (KL _ _) => d d_ge0.
split; first by nra.
by split=> [eq_v|->]; last ring; nra.
Qed.

End Proximal.

Section Transform.

Variables (A : finType) (pi : A -> R) (a b : A).
Hypothesis pi_policy : policy pi.
Hypothesis range : forall x, pi b <= pi x <= pi a.
Hypothesis uneven : pi b < pi a.

Theorem any_transform (psi : R -> R) (v : A -> R) :
  (forall y, ln (pi b) <= v y <= ln (pi a)) ->
  exists q : A -> A -> R, forall y,
    (forall x, 0 <= q y x) /\ \sum_(x : A) q y x = 1 /\
    psi (v y) = psi (\sum_(x : A) (q y x * ln (pi x))).
Proof.
move=> v_in; have [gt0 _] := pi_policy.
have exp_le x y : x <= y -> exp x <= exp y.
  by case=> [lt|->]; [left; exact: exp_increasing|exact: Rle_refl].
have [|q is_v] := vacuous (r := fun y => exp (v y)) pi_policy range uneven.
  move=> y; have [ge le] := v_in y.
  by split; [rewrite -[X in X <= _](exp_ln (pi b))|rewrite -[X in _ <= X](exp_ln (pi a))] => //; exact: exp_le.
by exists q => y; have [q_ge0 [q1 /exp_inv <-]] := is_v y.
Qed.

Theorem bounded_reward : exists psi : R -> R, (forall x y, x < y -> psi x < psi y) /\
  forall r : A -> R, (forall y, 0 <= r y <= 1) ->
  exists q : A -> A -> R, forall y,
    (forall x, 0 <= q y x) /\ \sum_(x : A) q y x = 1 /\
    r y = psi (\sum_(x : A) (q y x * ln (pi x))).
Proof.
have [gt0 _] := pi_policy.
have gap : 0 < ln (pi a) - ln (pi b) by have := ln_increasing _ _ (gt0 b) uneven; lra.
exists (fun x => (x - ln (pi b)) / (ln (pi a) - ln (pi b))); split=> [x y lt|r r_in].
  by apply: Rmult_lt_compat_r; [exact: Rinv_0_lt_compat|lra].
have [|q is_v] := @any_transform (fun x => (x - ln (pi b)) / (ln (pi a) - ln (pi b)))
  (fun y => ln (pi b) + r y * (ln (pi a) - ln (pi b))).
  by move=> y; have := r_in y => *; split; nra.
exists q => y; have [q_ge0 [q1 <-]] := is_v y; split=> //; split=> //.
by field; lra.
Qed.

End Transform.

Section Calibrated.

Variables (A : finType) (beta : R) (r pi : nat -> A -> R) (c : A -> R).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).
Hypothesis run : forall k a, pi k.+1 a = mirror beta (r k) (pi k) a.
Hypothesis rising : forall k a b, pi k b <= pi k a -> r k b <= r k a.

Lemma order_kept k a b : pi 0%N b <= pi 0%N a -> pi k b <= pi k a.
Proof.
move=> start; elim: k => [//|k IH].
have pol := any_run_policy pi0_policy run a k; have [gt0 _] := pol.
have Z_gt0 := partition_gt0 beta (r k) a pol; rewrite !run /mirror.
apply: Rmult_le_compat_r; first by left; exact: Rinv_0_lt_compat.
apply: Rmult_le_compat => //; [by left; exact: gt0|by left; exact: exp_pos|].
have inv_gt0 : 0 < / beta by exact: Rinv_0_lt_compat.
have : r k b / beta <= r k a / beta by apply: Rmult_le_compat_r; [lra|exact: rising].
by case=> [lt|->]; [left; exact: exp_increasing|exact: Rle_refl].
Qed.

Theorem calibrated_never_falls (a0 : A) :
  (forall a b, pi 0%N b <= pi 0%N a -> c b <= c a) ->
  forall k, \sum_(a : A) (pi k a * c a) <= \sum_(a : A) (pi k.+1 a * c a).
Proof.
move=> aligned; apply: (run_rises beta_gt0 pi0_policy run a0) => k a b.
case: (Rle_lt_dec (pi 0%N b) (pi 0%N a)) => [le|lt].
  by have := aligned _ _ le; have := rising (order_kept k le) => *; apply: Rmult_le_pos; lra.
have le := Rlt_le _ _ lt; have := aligned _ _ le; have := rising (order_kept k le) => *.
by rewrite -Rmult_opp_opp; apply: Rmult_le_pos; lra.
Qed.

End Calibrated.

Section Fields.

Variables (A : finType) (th : A -> R -> R) (v : A -> R) (t : R).
Hypothesis th' : forall a, is_derive (th a) t (v a).

Let pi u : A -> R := softmax (fun b => th b u).

(* speed (pi t) v a is the derivative of ln pi a: the score. *)
Theorem moving_reward (r : A -> R -> R) (dr : A -> R) :
  (forall a, is_derive (r a) t (dr a)) ->
  is_derive (fun u => \sum_(a : A) (pi u a * r a u)) t
    (\sum_(a : A) (pi t a * (speed (pi t) v a * r a t)) + \sum_(a : A) (pi t a * dr a)).
Proof.
move=> r'; rewrite -sum_add; apply: derive_sum => a.
have -> : pi t a * (speed (pi t) v a * r a t) + pi t a * dr a
          = pi t a * speed (pi t) v a * r a t + pi t a * dr a by ring.
by apply: is_derive_mult; [exact: softmax_derive|exact: r'|exact: Rmult_comm].
Qed.

Theorem still_reward (r : A -> R) :
  is_derive (fun u => \sum_(a : A) (pi u a * r a)) t
    (\sum_(a : A) (pi t a * (speed (pi t) v a * r a))).
Proof.
have := moving_reward (r := fun a => fun=> r a) (fun a => is_derive_const (r a) t).
have -> : \sum_(a : A) pi t a * zero = 0 by rewrite big1 // => a _; exact: Rmult_0_r.
by rewrite Rplus_0_r.
Qed.

Theorem probability_field :
  is_derive (fun u => \sum_(a : A) (pi u a * pi u a)) t
    (2 * (\sum_(a : A) (pi t a * (speed (pi t) v a * pi t a)))).
Proof.
have -> : 2 * (\sum_(a : A) (pi t a * (speed (pi t) v a * pi t a)))
  = \sum_(a : A) (pi t a * (speed (pi t) v a * pi t a)) + \sum_(a : A) (pi t a * (pi t a * speed (pi t) v a)).
  rewrite (_ : 2 = 1 + 1) // Rmult_plus_distr_r Rmult_1_l; congr (_ + _).
  by apply: eq_bigr => a _; ring.
by apply: (moving_reward (r := fun a u => pi u a)) => a; exact: softmax_derive.
Qed.

Theorem length_field (c : A -> R) :
  is_derive (fun u => \sum_(a : A) (pi u a * (c a * ln (pi u a))) - \sum_(a : A) (pi u a * c a)) t
    (\sum_(a : A) (pi t a * (speed (pi t) v a * (c a * ln (pi t a))))).
Proof.
have -> : \sum_(a : A) (pi t a * (speed (pi t) v a * (c a * ln (pi t a))))
  = (\sum_(a : A) (pi t a * (speed (pi t) v a * (c a * ln (pi t a))))
     + \sum_(a : A) (pi t a * (c a * speed (pi t) v a)))
    - \sum_(a : A) (pi t a * (speed (pi t) v a * c a)).
  have -> : \sum_(a : A) (pi t a * (c a * speed (pi t) v a))
            = \sum_(a : A) (pi t a * (speed (pi t) v a * c a)) by apply: eq_bigr => a _; ring.
  by ring.
apply: (is_derive_minus (fun u => \sum_(a : A) (pi u a * (c a * ln (pi u a))))); last exact: still_reward.
apply: (moving_reward (r := fun a u => c a * ln (pi u a))) => a.
by apply: is_derive_scal; exact: ln_softmax_derive.
Qed.

Theorem label_field (m : A) :
  is_derive (fun u => pi u m) t
    (\sum_(a : A) (pi t a * (speed (pi t) v a * (if a == m then 1 else 0)))).
Proof.
apply: is_derive_ext (still_reward (fun a => if a == m then 1 else 0)) => u.
have pick := sum_pick m (pi u); apply: (etrans _ pick); apply: eq_bigr => a _.
by case: (a == m) => /=; ring.
Qed.

End Fields.

(* Two answers: the step moves the log-odds by 2 eta p (1 - p), the exact one by
   1/beta.                                                                    *)
Theorem gradient_step_beyond (th : bool -> R) (beta eta : R) :
  let p := softmax th true in
  let moved a := th a + eta * (softmax th a * ((if a then 1 else 0) - p)) in
  p * exp (1 / beta) / (p * exp (1 / beta) + (1 - p)) < softmax moved true
  <-> 1 / beta < 2 * eta * (p * (1 - p)).
Proof.
move=> p moved; have [gt0] := softmax_policy th true; rewrite sum_bool -/p => sum1.
have p_false : softmax th false = 1 - p by lra.
have p_in : 0 < p < 1 by have := gt0 true; have := gt0 false; rewrite p_false -/p; lra.
have et := exp_pos (th true); have ef := exp_pos (th false).
have odds : exp (th false) = exp (th true) * ((1 - p) / p).
  have : p * (exp (th true) + exp (th false)) = exp (th true).
    by rewrite /p /softmax sum_bool; field; lra.
  by move=> e; field_simplify_eq; lra.
have -> : softmax moved true = p * exp (2 * eta * (p * (1 - p))) / (p * exp (2 * eta * (p * (1 - p))) + (1 - p)).
  rewrite /softmax sum_bool /moved p_false -/p.
  have -> : th true + eta * (p * (1 - p))
            = th false + eta * ((1 - p) * (0 - p)) + (th true - th false + 2 * eta * (p * (1 - p))) by ring.
  rewrite !(exp_plus (th false + _)) (exp_plus (th true - _)) (exp_plus (th true)) !(exp_Ropp (th false)) odds.
  have := exp_pos (th false + eta * ((1 - p) * (0 - p))); have := exp_pos (2 * eta * (p * (1 - p))).
  move: (exp (th false + _)) (exp (2 * _ * _)) => x y y_gt0 x_gt0.
  have : 0 < p * y by apply: Rmult_lt_0_compat; lra.
  by move=> *; field; repeat split; try lra; nra.
have up x y : x < y -> p * exp x / (p * exp x + (1 - p)) < p * exp y / (p * exp y + (1 - p)).
  move=> lt; have ex := exp_pos x; have exy := exp_increasing _ _ lt.
  move: (exp x) (exp y) ex exy => X Y X_gt0 XY.
  have dX : 0 < p * X + (1 - p) by have := Rmult_lt_0_compat p X; lra.
  have dY : 0 < p * Y + (1 - p) by have := Rmult_lt_0_compat p Y; lra.
  apply: (Rmult_lt_reg_r ((p * X + (1 - p)) * (p * Y + (1 - p)))); first exact: Rmult_lt_0_compat.
  have -> : p * X / (p * X + (1 - p)) * ((p * X + (1 - p)) * (p * Y + (1 - p))) = p * X * (p * Y + (1 - p)) by field; lra.
  have -> : p * Y / (p * Y + (1 - p)) * ((p * X + (1 - p)) * (p * Y + (1 - p))) = p * Y * (p * X + (1 - p)) by field; lra.
  by have := Rmult_lt_compat_l (p * (1 - p)) X Y ltac:(apply: Rmult_lt_0_compat; lra) XY; lra.
split=> [lt|]; last exact: up.
case: (Rtotal_order (1 / beta) (2 * eta * (p * (1 - p)))) => [//|[eq|gt]].
  by move: lt; rewrite eq; lra.
by have := up _ _ gt; lra.
Qed.

(* No p is unsafe if and only if eta beta <= 2. *)
Theorem gradient_step_safe (beta eta : R) : 0 < beta ->
  (forall p, 0 < p < 1 -> 2 * eta * (p * (1 - p)) <= 1 / beta) <-> eta * beta <= 2.
Proof.
move=> beta_gt0; split=> [all|le p p_in].
  have := all (/ 2) ltac:(lra); move=> half.
  have := Rmult_le_compat_r beta _ _ (Rlt_le _ _ beta_gt0) half.
  by rewrite (_ : 1 / beta * beta = 1); [lra|field; lra].
apply: (Rmult_le_reg_r beta) => //; rewrite (_ : 1 / beta * beta = 1); last by field; lra.
have q : 0 < p * (1 - p) <= / 4.
  by split; [apply: Rmult_lt_0_compat; lra|have := pow2_ge_0 (p - / 2); lra].
case: (Rle_lt_dec (eta * beta) 0) => [neg|pos].
  by have := Rmult_le_compat_r (p * (1 - p)) _ _ ltac:(lra) neg; lra.
by have := Rmult_le_compat_l (eta * beta) _ _ ltac:(lra) q.2; lra.
Qed.
